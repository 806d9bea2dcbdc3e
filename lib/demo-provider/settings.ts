/** What the demonstration provider is told when it is started. */
export interface DemonstrationSettings {
  /** `http://localhost:<port>`: where it listens, and what it calls itself. */
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** The only site it signs people in to. */
  readonly siteOrigin: string
  /** Where its keys are kept; made if absent. */
  readonly directory: string
  /** The address to listen on, which must be this machine's own. */
  readonly host: string
}
