import type { ReactNode } from 'react'

/** Which mark stands beside a provider's name. */
export type ProviderLogo = 'google' | 'microsoft' | 'login-gov' | 'apple' | 'github' | 'facebook' | 'linkedin' | 'yahoo' | 'openid'

interface Mark {
  readonly viewBox: string
  readonly shapes: ReactNode
}

/**
 * The providers' own marks, unaltered: their proportions and colours are theirs, and each stands on white with the provider's name
 * in text beside it, as their rules for sign-in buttons ask.
 * @see https://developers.google.com/identity/branding-guidelines
 * @see https://learn.microsoft.com/en-us/entra/identity-platform/howto-add-branding-in-apps
 * @see https://developers.login.gov/design-guidelines/
 * @see https://developer.apple.com/design/human-interface-guidelines/sign-in-with-apple
 * @see https://github.com/logos
 * @see https://about.meta.com/brand/resources/facebook/logo/
 * @see https://brand.linkedin.com/
 * @see https://legal.yahoo.com/us/en/yahoo/permissions/requests/index.html
 * @see https://openid.net/add-openid/logos/
 */
const MARKS: Record<ProviderLogo, Mark> = {
  google: {
    viewBox: '0 0 48 48',
    shapes: (
      <>
        <path
          fill="#EA4335"
          d="M24 9.5c3.54 0 6.71 1.22 9.21 3.6l6.85-6.85C35.9 2.38 30.47 0 24 0 14.62 0 6.51 5.38 2.56 13.22l7.98 6.19C12.43 13.72 17.74 9.5 24 9.5z"
        />
        <path
          fill="#4285F4"
          d="M46.98 24.55c0-1.57-.15-3.09-.38-4.55H24v9.02h12.94c-.58 2.96-2.26 5.48-4.78 7.18l7.73 6c4.51-4.18 7.09-10.36 7.09-17.65z"
        />
        <path
          fill="#FBBC05"
          d="M10.53 28.59c-.48-1.45-.76-2.99-.76-4.59s.27-3.14.76-4.59l-7.98-6.19C.92 16.46 0 20.12 0 24c0 3.88.92 7.54 2.56 10.78l7.97-6.19z"
        />
        <path
          fill="#34A853"
          d="M24 48c6.48 0 11.93-2.13 15.89-5.81l-7.73-6c-2.15 1.45-4.92 2.3-8.16 2.3-6.26 0-11.57-4.22-13.47-9.91l-7.98 6.19C6.51 42.62 14.62 48 24 48z"
        />
      </>
    ),
  },
  microsoft: {
    viewBox: '0 0 21 21',
    shapes: (
      <>
        <path fill="#f25022" d="M1 1h9v9H1z" />
        <path fill="#7fba00" d="M11 1h9v9h-9z" />
        <path fill="#00a4ef" d="M1 11h9v9H1z" />
        <path fill="#ffb900" d="M11 11h9v9h-9z" />
      </>
    ),
  },
  'login-gov': {
    viewBox: '-4.2 0 39.47 39.47',
    shapes: (
      <>
        <path
          fill="#e21d3e"
          d="m11.38 25.34 1.45-8.28a4.39 4.39 0 0 1 2.71-7.86V0H4.34A4.34 4.34 0 0 0 0 4.34v21.28a2.62 2.62 0 0 0 .26 1.16c.94 1.9 4.65 8 15.27 12.69V25.7a24.3 24.3 0 0 1-4.15-.36z"
        />
        <path
          fill="#b51e23"
          d="M26.72 0H15.53v9.19A4.39 4.39 0 0 1 18.28 17l1.45 8.32a24.29 24.29 0 0 1-4.2.36v13.79C26.14 34.8 29.86 28.68 30.8 26.79a2.62 2.62 0 0 0 .26-1.16V4.34A4.34 4.34 0 0 0 26.72 0z"
        />
      </>
    ),
  },
  // Apple's mark is seen in the middle of its box only with room around it, as in the buttons that they give.
  apple: {
    viewBox: '-1.5 -2 27 27',
    shapes: (
      <path
        fill="#000"
        d="M12.152 6.896c-.948 0-2.415-1.078-3.96-1.04-2.04.027-3.91 1.183-4.961 3.014-2.117 3.675-.546 9.103 1.519 12.09 1.013 1.454 2.208 3.09 3.792 3.039 1.52-.065 2.09-.987 3.935-.987 1.831 0 2.35.987 3.96.948 1.637-.026 2.676-1.48 3.676-2.948 1.156-1.688 1.636-3.325 1.662-3.415-.039-.013-3.182-1.221-3.22-4.857-.026-3.04 2.48-4.494 2.597-4.559-1.429-2.09-3.623-2.324-4.39-2.376-2-.156-3.675 1.09-4.61 1.09zM15.53 3.83c.843-1.012 1.4-2.427 1.245-3.83-1.207.052-2.662.805-3.532 1.818-.78.896-1.454 2.338-1.273 3.714 1.338.104 2.715-.688 3.559-1.701"
      />
    ),
  },
  github: {
    viewBox: '0 0 24 24',
    shapes: (
      <path
        fill="#1f2328"
        d="M12.5.75C6.146.75 1 5.896 1 12.25c0 5.089 3.292 9.387 7.863 10.91.575.101.79-.244.79-.546 0-.273-.014-1.178-.014-2.142-2.889.532-3.636-.704-3.866-1.35-.13-.331-.69-1.352-1.18-1.625-.402-.216-.977-.748-.014-.762.906-.014 1.553.834 1.769 1.179 1.035 1.74 2.688 1.25 3.349.948.1-.747.402-1.25.733-1.538-2.559-.287-5.232-1.279-5.232-5.678 0-1.25.445-2.285 1.178-3.09-.115-.288-.517-1.467.115-3.048 0 0 .963-.302 3.163 1.179.92-.259 1.897-.388 2.875-.388.977 0 1.955.13 2.875.388 2.2-1.495 3.162-1.179 3.162-1.179.633 1.581.23 2.76.115 3.048.733.805 1.179 1.825 1.179 3.09 0 4.413-2.688 5.39-5.247 5.678.417.36.776 1.05.776 2.128 0 1.538-.014 2.774-.014 3.162 0 .302.216.662.79.547C20.709 21.637 24 17.324 24 12.25 24 5.896 18.854.75 12.5.75Z"
      />
    ),
  },
  facebook: {
    viewBox: '0 0 24 24',
    shapes: (
      <path
        fill="#0866ff"
        d="M9.101 23.691v-7.98H6.627v-3.667h2.474v-1.58c0-4.085 1.848-5.978 5.858-5.978.401 0 .955.042 1.468.103a8.68 8.68 0 0 1 1.141.195v3.325a8.623 8.623 0 0 0-.653-.036 26.805 26.805 0 0 0-.733-.009c-.707 0-1.259.096-1.675.309a1.686 1.686 0 0 0-.679.622c-.258.42-.374.995-.374 1.752v1.297h3.919l-.386 2.103-.287 1.564h-3.246v8.245C19.396 23.238 24 18.179 24 12.044c0-6.627-5.373-12-12-12s-12 5.373-12 12c0 5.628 3.874 10.35 9.101 11.647Z"
      />
    ),
  },
  linkedin: {
    viewBox: '0 0 24 24',
    shapes: (
      <path
        fill="#0a66c2"
        d="M20.447 20.452h-3.554v-5.569c0-1.328-.027-3.037-1.852-3.037-1.853 0-2.136 1.445-2.136 2.939v5.667H9.351V9h3.414v1.561h.046c.477-.9 1.637-1.85 3.37-1.85 3.601 0 4.267 2.37 4.267 5.455v6.286zM5.337 7.433c-1.144 0-2.063-.926-2.063-2.065 0-1.138.92-2.063 2.063-2.063 1.14 0 2.064.925 2.064 2.063 0 1.139-.925 2.065-2.064 2.065zm1.782 13.019H3.555V9h3.564v11.452zM22.225 0H1.771C.792 0 0 .774 0 1.729v20.542C0 23.227.792 24 1.771 24h20.451C23.2 24 24 23.227 24 22.271V1.729C24 .774 23.2 0 22.222 0h.003z"
      />
    ),
  },
  yahoo: {
    viewBox: '0 0 24 24',
    shapes: (
      <path
        fill="#6001d2"
        d="M18.86 1.56 14.27 11.87h5.13L24 1.56h-5.14M0 6.71l5.15 11.56-1.85 4.17h4.53l6.86-15.73h-4.5l-2.8 6.73-2.77-6.73H0m15.62 6.16c-1.67 0-2.91 1.25-2.91 2.71 0 1.42 1.2 2.61 2.79 2.61 1.68 0 2.93-1.23 2.93-2.69 0-1.47-1.2-2.63-2.81-2.63Z"
      />
    ),
  },
  openid: {
    viewBox: '0 0 24 24',
    shapes: (
      <>
        <path
          fill="#b3b3b3"
          d="M10.91 20.832c-4.15-.52-7.27-2.78-7.27-5.5 0-2.58 2.8-4.75 6.63-5.41v-2.31C4.42 8.322 0 11.502 0 15.332c0 3.96 4.74 7.24 10.91 7.78zM15.18 7.613v2.31c1.43.25 2.71.7 3.76 1.31l-1.97 1.11 7.03 1.53-.5-5.21-1.87 1.06c-1.74-1.06-3.96-1.81-6.45-2.11z"
        />
        <path fill="#f8931e" d="m14.54.889-3.63 1.773v20.45l3.63-1.71z" />
      </>
    ),
  },
}

/** A provider's mark. Its name stands beside it in text, so it says nothing to a screen reader. */
export function ProviderMark({ logo }: { logo: ProviderLogo }) {
  const { viewBox, shapes } = MARKS[logo]
  return (
    <svg viewBox={viewBox} width="24" height="24" aria-hidden="true" className="shrink-0">
      {shapes}
    </svg>
  )
}
