/** Sound as samples from -1 to 1 in one channel, 16 bits each and little-endian. */
export function encodePcm(samples: Float32Array): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(samples.length * 2));
  for (let index = 0; index < samples.length; index++) {
    const sample = Math.min(1, Math.max(-1, samples[index]!));
    bytes.setInt16(index * 2, Math.round(sample * 32_767), true);
  }
  return new Uint8Array(bytes.buffer);
}

/** The same samples as a WAV file. */
export function encodeWav(samples: Float32Array, sampleRate: number): Uint8Array {
  const pcm = encodePcm(samples);
  const header = Buffer.alloc(44);
  header.write("RIFF", 0, "latin1");
  header.writeUInt32LE(36 + pcm.length, 4);
  header.write("WAVEfmt ", 8, "latin1");
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(sampleRate, 24);
  header.writeUInt32LE(sampleRate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write("data", 36, "latin1");
  header.writeUInt32LE(pcm.length, 40);
  const bytes = new Uint8Array(44 + pcm.length);
  bytes.set(header);
  bytes.set(pcm, 44);
  return bytes;
}
