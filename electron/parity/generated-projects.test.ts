import { compareProject } from './compare-projects.ts'
import { testGenerated } from './generated-fixture.ts'
import { generatedProject } from './generate-projects.ts'

testGenerated('on generated projects with links, leftovers and reruns', generatedProject, compareProject)
