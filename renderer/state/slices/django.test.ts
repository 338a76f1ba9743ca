import { expect, test } from 'vitest'
import type { InspectorClient } from '../../../shared/contract/client.ts'
import type { InspectorEvent } from '../../../shared/contract/envelope.ts'
import { InspectorError } from '../../../shared/contract/errors.ts'
import { createAppStore } from '../app-store.ts'

const GRANTS = [{ id: 'g', name: 'shop', display: '~/shop', isFile: false }]

/** A window whose engine sees a Django project in the folder `g`, or not, and the event of a drop. */
function createWindow(found: { readonly hasManage: boolean } | null, files: readonly string[] = []) {
  let emit: (event: InspectorEvent) => void = () => undefined
  const client: InspectorClient = {
    call: (method) => {
      if (method === 'grants.files') return Promise.resolve(files as never)
      if (method !== 'projects.inspect') return new Promise(() => undefined)
      if (found === null) return Promise.reject(new InspectorError('bad-input', 'It is none.'))
      return Promise.resolve({ grantId: 'g', ...found } as never)
    },
    onEvent: (listener) => {
      emit = listener
      return () => undefined
    },
  }
  const store = createAppStore(client, { getItem: () => null, setItem: () => undefined })
  return { store, drop: (grants = GRANTS) => emit({ topic: 'grants', payload: grants }) }
}

/** Which dialog a drop opens. */
async function dialogAfter(found: { readonly hasManage: boolean } | null, grants = GRANTS): Promise<unknown> {
  const { store, drop } = createWindow(found)
  drop(grants)
  await new Promise((resolve) => setTimeout(resolve))
  const { djangoDialog, isChoosingFolders } = store.getState()
  return [djangoDialog?.kind ?? null, isChoosingFolders]
}

test('a dropped folder with manage.py opens as a project, any other as a folder, and several as folders', async () => {
  expect([
    await dialogAfter({ hasManage: true }),
    await dialogAfter({ hasManage: false }),
    await dialogAfter(null),
    await dialogAfter({ hasManage: true }, [...GRANTS, { id: 'h', name: 'more', display: '~/more', isFile: false }]),
  ]).toEqual([
    ['found', false],
    [null, true],
    [null, true],
    [null, true],
  ])
})

test('a dropped file, and a folder that collectstatic has filled, are offered as a release', async () => {
  const [folder] = GRANTS
  const offers = []
  for (const [files, isFile] of [
    [[], true],
    [['staticfiles.json'], false],
    [['staticfiles.json', 'manage.py'], false],
  ] as const) {
    const { store, drop } = createWindow(null, files)
    drop([{ id: 'g', name: 'shop', display: '~/shop', ...folder, isFile }])
    await new Promise((resolve) => setTimeout(resolve))
    offers.push(store.getState().takeDialog?.offer?.isFile ?? null)
  }
  expect(offers).toEqual([true, false, null])
})
