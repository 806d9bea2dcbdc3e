import { createReadStream } from 'node:fs'
import { DeleteObjectCommand, GetObjectCommand, HeadObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import { type AssetStore, placeOf, storeAway } from './asset-store.ts'

/** Larger files go in parts of this size, and an upload holds two of them in memory. */
const partBytes = 8 * 1024 * 1024
const partsAtOnce = 2

/** A bucket of a store that speaks S3. */
export interface S3Settings {
  readonly bucket: string
  /** Such as `https://s3.example.org`; Amazon's own without one. */
  readonly endpoint?: string
  readonly region: string
  /** Without it the client looks where Amazon's programs do: environment, files, the machine's role. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string }
  /** Whether the bucket stands in the path, and not in the host's name. */
  readonly pathStyle: boolean
  /** How long one request may take to be answered. */
  readonly timeoutMs?: number
}

/** Keeps files in a bucket, under the same places as in a directory. S3 shows a file only once it is there whole. */
export class S3Store implements AssetStore {
  readonly #client: S3Client
  readonly #bucket: string
  readonly #mark: string

  constructor({ bucket, endpoint, region, credentials, pathStyle, timeoutMs = 60_000 }: S3Settings) {
    this.#bucket = bucket
    this.#mark = `${endpoint ?? region}/${bucket}`
    this.#client = new S3Client({
      region,
      ...(endpoint !== undefined && { endpoint }),
      ...(credentials && { credentials }),
      forcePathStyle: pathStyle,
      maxAttempts: 2,
      // Many stores that speak S3 don't know the newer checksums.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: {
        connectionTimeout: Math.min(timeoutMs, 5_000),
        requestTimeout: timeoutMs,
        throwOnRequestTimeout: true,
        socketTimeout: timeoutMs,
      },
    })
  }

  async mark(): Promise<string> {
    return this.#mark
  }

  async put(name: string, path: string): Promise<void> {
    const file = createReadStream(path)
    try {
      const upload = new Upload({
        client: this.#client,
        params: { ...this.#object(name), Body: file },
        partSize: partBytes,
        queueSize: partsAtOnce,
        leavePartsOnError: false,
      })
      await upload.done()
    } catch (error) {
      throw storeAway(error)
    } finally {
      file.destroy()
    }
  }

  async size(name: string): Promise<number | null> {
    return unlessAbsent(async () => (await this.#client.send(new HeadObjectCommand(this.#object(name)))).ContentLength ?? 0)
  }

  async read(name: string, start: number, end: number): Promise<ReadableStream<Uint8Array> | null> {
    // No range of bytes describes an empty one.
    if (end < start) return (await this.size(name)) === null ? null : new Blob([]).stream()
    return unlessAbsent(async () => {
      const { Body } = await this.#client.send(new GetObjectCommand({ ...this.#object(name), Range: `bytes=${start}-${end}` }))
      if (!Body) throw new Error('The store answered without a body')
      return Body.transformToWebStream() as ReadableStream<Uint8Array>
    })
  }

  async remove(name: string): Promise<void> {
    await unlessAbsent(() => this.#client.send(new DeleteObjectCommand(this.#object(name))))
  }

  #object(name: string): { Bucket: string; Key: string } {
    return { Bucket: this.#bucket, Key: placeOf(name) }
  }
}

/** What the store answers, null if it knows no such file. A bucket that is not there is not a file that is not there. */
async function unlessAbsent<Answer>(ask: () => Promise<Answer>): Promise<Answer | null> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof S3ServiceException && (error.name === 'NoSuchKey' || error.name === 'NotFound')) return null
    throw storeAway(error)
  }
}
