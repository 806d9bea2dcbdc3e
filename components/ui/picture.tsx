import type { Picture as PictureProps } from '#sanity/picture.ts'

/** A picture in its own proportions. Plain HTML: Next's own image component writes an inline style, which the policy forbids. */
export function Picture({
  picture,
  className,
  sizes = '(min-width: 48rem) 42rem, 100vw',
}: {
  picture: PictureProps
  className?: string
  sizes?: string
}) {
  return (
    <img
      src={picture.src}
      srcSet={picture.srcSet}
      sizes={picture.srcSet ? sizes : undefined}
      width={picture.width}
      height={picture.height}
      alt={picture.alt}
      className={className}
    />
  )
}
