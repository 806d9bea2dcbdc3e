// Reads the notes of one picture in a thread that can be ended.
import { parentPort, workerData } from 'node:worker_threads'
import { cameraNotesOf } from './image-exif.ts'

parentPort?.postMessage(cameraNotesOf(workerData))
