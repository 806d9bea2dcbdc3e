import { makeFixture } from '#tests/upgrade/make-fixture.ts'
import { lastMigration } from '#tests/upgrade/migrations.ts'

const name = lastMigration()
await makeFixture(name)
console.info(`Written: tests/fixtures/upgrade/${name}.`)
