interface MailAddressFieldProps {
  /** What stands in it. */
  readonly typed: string
  /** The id of what says that this is no address; null if nothing is wrong. */
  readonly problemId: string | null
}

/** The field for a mail address, `address` in its form and in its page. */
export function MailAddressField({ typed, problemId }: MailAddressFieldProps) {
  return (
    <input
      id="address"
      name="address"
      type="email"
      dir="ltr"
      autoComplete="email"
      maxLength={254}
      required
      defaultValue={typed}
      aria-invalid={problemId !== null || undefined}
      aria-describedby={problemId ?? undefined}
    />
  )
}
