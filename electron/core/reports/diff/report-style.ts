/** The look of the HTML report, in the colours of the window. */
export const REPORT_STYLE = `
:root{color-scheme:light dark;--bg:#f6f7f9;--surface:#fff;--soft:#e3e6eb;--ink:#171b22;--ink2:#4a5261;--hover:#f0f3f7;--selected:#e2ebfb;--accent:#1f5fd0;--own:#9a4a00;--ripple:#6a3fb5;--added:#1a7038;--removed:#b3261e;--moved:#0a6478}
@media (prefers-color-scheme:dark){:root{--bg:#13161b;--surface:#1a1e25;--soft:#2a303a;--ink:#e8ebf0;--ink2:#b3bbc7;--hover:#222832;--selected:#24344f;--accent:#7aa9ff;--own:#ffb169;--ripple:#c5a5ff;--added:#7fd699;--removed:#ff9b92;--moved:#7fd0e2}}
*{box-sizing:border-box}
html,body{height:100%}
body{margin:0;padding:16px 20px;display:flex;flex-direction:column;background:var(--bg);color:var(--ink);font:13px/1.45 system-ui,'Segoe UI',sans-serif}
h1{font-size:19px;line-height:1.25;margin:0 0 4px;overflow-wrap:anywhere}
h2{font-size:15px;margin:0 0 4px;overflow-wrap:anywhere}
p{margin:0 0 4px;color:var(--ink2);overflow-wrap:anywhere}
ul{margin:4px 0 8px;padding-left:18px;color:var(--ink2)}
main{flex:1;min-height:320px;display:flex;flex-direction:column}
form{display:flex;flex-wrap:wrap;gap:12px;align-items:center;margin-bottom:8px}
input[type=search],select{font:inherit;color:inherit;background:var(--surface);border:1px solid var(--soft);border-radius:4px;padding:3px 6px}
input[type=search]{width:min(360px,60vw)}
output{color:var(--ink2);margin-left:auto}
#table{flex:1;min-height:200px;display:flex;flex-direction:column;background:var(--surface);border:1px solid var(--soft);border-radius:7px;overflow:hidden}
.row{display:grid;grid-template-columns:minmax(200px,1fr) 170px 200px 90px 90px;height:26px;align-items:center}
.row>*{padding:0 8px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.head{border-bottom:1px solid var(--soft);overflow:hidden;scrollbar-gutter:stable}
.head button{font:inherit;font-weight:600;color:inherit;background:none;border:0;padding:0;cursor:pointer}
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
code{font-family:ui-monospace,Consolas,monospace;font-size:12px}
@media (max-width:760px){.row{grid-template-columns:minmax(140px,1fr) 130px 80px}.row>:nth-child(3),.row>:nth-child(4){display:none}}
`
