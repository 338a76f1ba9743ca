import { PAGE_LOOK } from '../html-page.ts'

/** The look of the comparison's page: a table that fills the window. */
export const REPORT_STYLE = `${PAGE_LOOK}html,body{height:100%}
body{display:flex;flex-direction:column}
header{margin-bottom:10px}
main{flex:1;min-height:320px;display:flex;flex-direction:column}
form{display:flex;flex-wrap:wrap;gap:12px;align-items:center;margin-bottom:8px}
input[type=search],select{font:inherit;color:inherit;background:var(--surface);border:1px solid var(--soft);border-radius:4px;padding:3px 6px}
input[type=search]{width:min(360px,60vw)}
output{color:var(--ink2);margin-left:auto}
#table{flex:1;min-height:200px;display:flex;flex-direction:column;background:var(--surface);border:1px solid var(--soft);border-radius:7px;overflow:hidden}
.row{display:grid;grid-template-columns:minmax(200px,1fr) 170px 200px 90px 90px;height:26px;align-items:center}
.row>*{padding:0 8px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.head{border-bottom:1px solid var(--soft);overflow:hidden;scrollbar-gutter:stable}
.head .number button{text-align:right}
.head button{font:inherit;font-weight:600;color:inherit;background:none;border:0;padding:0;cursor:pointer}
[aria-sort=ascending] button::after{content:' ↑' / ''}
[aria-sort=descending] button::after{content:' ↓' / ''}
.number{text-align:right;font-variant-numeric:tabular-nums}
#scroll{flex:1;overflow-y:scroll;outline-offset:-2px}
#space{position:relative}
#rows{position:absolute;inset:0 0 auto}
#rows .row{cursor:default}
#rows .row:hover{background:var(--hover)}
#rows .row[aria-current=true]{background:var(--selected)}
.own{color:var(--own)}.ripple{color:var(--ripple)}.added{color:var(--added)}.removed{color:var(--removed)}.moved{color:var(--moved)}
#detail{margin-top:8px;padding:10px 12px;background:var(--surface);border:1px solid var(--soft);border-radius:7px;max-height:32vh;overflow:auto}
#detail p{margin:0}
@media (max-width:760px){.row{grid-template-columns:minmax(140px,1fr) 130px 80px}.row>:nth-child(3),.row>:nth-child(4){display:none}}
`
