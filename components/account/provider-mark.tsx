/** Which mark stands beside a provider's name. */
export type ProviderLogo = 'google' | 'microsoft' | 'login-gov' | 'github' | 'openid'

const SHAPES: Record<ProviderLogo, { readonly fill: string; readonly letter: string }> = {
  google: { fill: '#1a57b5', letter: 'G' },
  microsoft: { fill: '#00629b', letter: 'M' },
  'login-gov': { fill: '#112e51', letter: 'L' },
  github: { fill: '#1f2328', letter: 'g' },
  openid: { fill: '#8a4b00', letter: 'O' },
}

/** A plain mark of our own for a provider; its name stands beside it. */
export function ProviderMark({ logo }: { logo: ProviderLogo }) {
  const { fill, letter } = SHAPES[logo]
  return (
    <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" className="shrink-0">
      <rect width="24" height="24" rx="4" fill={fill} />
      <text x="12" y="17" textAnchor="middle" fontSize="14" fontWeight="700" fill="#fff">
        {letter}
      </text>
    </svg>
  )
}
