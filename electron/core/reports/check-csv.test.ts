import { expect, test } from 'vitest'
import type { CheckFinding } from '../../../shared/model/check.ts'
import { checkCsv } from './check-csv.ts'

const FINDING: CheckFinding = {
  id: 'x',
  code: 'missing-in-browser',
  severity: 'warning',
  in: 'static',
  file: '=a.css',
  line: 2,
  column: 7,
  target: 'gone, or "lost".png',
  message: 'Browsers get 404',
  provider: null,
  django: 'left',
  browser: { request: 'requested', served: 'missing' },
  pages: ['a.html', 'b.html'],
  confidence: null,
  accepted: null,
  expired: null,
}

test('findings are a table that a spreadsheet opens, and no cell is run', () => {
  expect([...checkCsv([FINDING])]).toEqual([
    '\ufeff',
    'severity,code,effect,in,file,line,column,asks for,message,package,django,browser,pages,accepted\r\n',
    `warning,missing-in-browser,not-found,static,'=a.css,2,7,"gone, or ""lost"".png",Browsers get 404,,left,404,a.html b.html,\r\n`,
  ])
})
