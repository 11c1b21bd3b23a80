/** The kinds of ready-made media. */
export type TinyFormat = "mp4" | "png" | "jpeg" | "webp" | "wav" | "mp3";

/** A small, complete, playable file that was made beforehand. */
export interface TinyMedia {
  /** A copy of its own: whoever changes it changes nobody else's. */
  readonly bytes: Uint8Array;
  readonly contentType: string;
  /** Pixels; only of pictures. */
  readonly width?: number;
  /** Pixels; only of pictures. */
  readonly height?: number;
  /** Only of video and sound. */
  readonly durationSeconds?: number;
  /** Only of video. */
  readonly framesPerSecond?: number;
}

/** Answers without ffmpeg, without drawing and in microseconds: for other people's unit tests. */
export function tinyMedia(format: TinyFormat): TinyMedia {
  const { base64, ...facts } = files[format];
  return { ...facts, bytes: new Uint8Array(Buffer.from(base64, "base64")) };
}

/** A square that crosses a blue field (H.264, no sound), a disc on such a field, a note of 440 Hz. */
const files: Readonly<Record<TinyFormat, Omit<TinyMedia, "bytes"> & { readonly base64: string }>> =
  {
    mp4: {
      contentType: "video/mp4",
      width: 160,
      height: 90,
      durationSeconds: 1,
      framesPerSecond: 24,
      base64:
        "AAAAIGZ0eXBpc29tAAACAGlzb21pc28yYXZjMW1wNDEAAANQbW9vdgAAAGxtdmhkAAAAAAAAAAAAAAAAAAAD6AAAA+" +
        "gAAQAAAQAAAAAAAAAAAAAAAAEAAAAAAAAAAAAAAAAAAAABAAAAAAAAAAAAAAAAAABAAAAAAAAAAAAAAAAAAAAAAAAA" +
        "AAAAAAAAAAAAAAAAAgAAAp90cmFrAAAAXHRraGQAAAADAAAAAAAAAAAAAAABAAAAAAAAA+gAAAAAAAAAAAAAAAAAAA" +
        "AAAAEAAAAAAAAAAAAAAAAAAAABAAAAAAAAAAAAAAAAAABAAAAAAKAAAABaAAAAAAAkZWR0cwAAABxlbHN0AAAAAAAA" +
        "AAEAAAPoAAAAAAABAAAAAAIXbWRpYQAAACBtZGhkAAAAAAAAAAAAAAAAAAAwAAAAMABVxAAAAAAALWhkbHIAAAAAAA" +
        "AAAHZpZGUAAAAAAAAAAAAAAABWaWRlb0hhbmRsZXIAAAABwm1pbmYAAAAUdm1oZAAAAAEAAAAAAAAAAAAAACRkaW5m" +
        "AAAAHGRyZWYAAAAAAAAAAQAAAAx1cmwgAAAAAQAAAYJzdGJsAAAAqnN0c2QAAAAAAAAAAQAAAJphdmMxAAAAAAAAAA" +
        "EAAAAAAAAAAAAAAAAAAAAAAKAAWgBIAAAASAAAAAAAAAABAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" +
        "GP//AAAANGF2Y0MBZAAM/+EAGmdkAAysTCIUb8mAiAAAAwAIAAADAYB4oVCMAQAHaOhDBEsiwAAAABBwYXNwAAAAAQ" +
        "AAAAEAAAAYc3R0cwAAAAAAAAABAAAAGAAAAgAAAAAUc3RzcwAAAAAAAAABAAAAAQAAABxzdHNjAAAAAAAAAAEAAAAB" +
        "AAAAGAAAAAEAAAB0c3RzegAAAAAAAAAAAAAAGAAAAH4AAAAcAAAAGgAAAC0AAAAeAAAAGwAAACIAAAAgAAAAHQAAAC" +
        "MAAAAhAAAAIwAAACEAAAAiAAAAJQAAACMAAAAjAAAAJQAAACEAAAAoAAAAJAAAACMAAAAmAAAAIgAAABRzdGNvAAAA" +
        "AAAAAAEAAAOAAAAAPXVkdGEAAAA1bWV0YQAAAAAAAAAhaGRscgAAAAAAAAAAbWRpcmFwcGwAAAAAAAAAAAAAAAAIaW" +
        "xzdAAAAAhmcmVlAAADk21kYXQAAAB6ZYiCBX/+hoAl35ldaodjwd/7WuNay9ccHRmUx4XwBM1+/H8/1Hp9drnTRklO" +
        "+vbZeI+D308DYGc8p2pDBfaiYXdiIOpsVbOrEIdNzKAb3bULDEZ0MzKtanGIbTDuwcNvPhIfTbshIzHqCBhKhsSyIi" +
        "4J4hknc4oDcsEAAAAYQZodiFf/5ES0P3++HDALFl1IhwL5hrP0AAAAFkGaK/BBkymEK//kQ2+8/T9XW2itV0kAAAAp" +
        "QZo5PBB5MpgQr+RDcA3FKtABZb6DJharju3k2eOOGf8S8fgrg+rL1YgAAAAaQZpJfBB+TKYBDP/6WM1YxKmGUYG72V" +
        "vwJ/0AAAAXQZpZvBB/kymAEM/6WJDHlTY1fZBfXOcAAAAeQZpp/BB/5MpgAQz/+liQvYaEgAQ2t1jxfOmVfgiBAAAA" +
        "HEGaeI8EH/5MpgAEM//6WJ9/YXqz6iY0oM1fj4EAAAAZQZqInwQf/5MpgABDP/pYcZ9HdXG/gHlT4AAAAB9BmpivBB" +
        "//5MpgAAQz//pYcaZ5yCchj1Cv8Hw1c5etAAAAHUGaqL8EH//5MpgAAEM/+lhxn25UdQmDukCGs8pRAAAAH0GauM8E" +
        "H//+TKYAAAQz//pYeyxZufFPIG3tj28EWigAAAAdQZrI3wQf//+TKYAAAEM/+lhbYMNCQGySOQBUHkgAAAAeQZrY7w" +
        "Qf///kymAAAAQz//pYW2XSPHRlgrZOEtcbAAAAIUGa6P8EH///+TKYAAADAEM/+lhjP9m1BRYG3tj28EWzgQAAAB9B" +
        "mveCD////yZTAAADAAIZ//pYSks85BM8weSAKkXNAAAAH0GbB4IP////JlMAAAMAAhn/+lhKR7cqOoYZQrFjyRAAAA" +
        "AhQZsXgg////8mUwAAAwACGf/6WE+OrNz4p5A6Nsfb8i48AAAAHUGbJ4IP////JlMAAAMAAhn/+lg9f6O6uRPC/SAh" +
        "AAAAJEGbN4IP////JlMAAAMAAhn/+lg9gzzkEwBRwFt6LHdSlx16dgAAACBBm0eCD////yZTAAADAAIZ//pYQk6xLf" +
        "2U/FX4Q6ME5AAAAB9Bm1eCD////yZTAAADAAIZ//pYMsnlTY1u1RP2iRmBAAAAIkGbZ4IP////JlMAAAMAAhf/8yBn" +
        "uVQhGAKNTvQspIUFA7AAAAAeQZt3gg////8mUwAAAwACFf/kQSJjC4tuPFkNbUSB",
    },
    png: {
      contentType: "image/png",
      width: 32,
      height: 32,
      base64:
        "iVBORw0KGgoAAAANSUhEUgAAACAAAAAgCAIAAAD8GO2jAAABf0lEQVR4nGNSccijKWJioDEYtWDUAgiwV/3a4vtqc8" +
        "aj02X3Tpfd25zxqMX3lb3qVypYoCnxc3bUs/7gF17an6UFfjMz/Wdm+i8t8NtL+3N/8IvZUc80JX6Sb4G96tdFcU+N" +
        "5b7jUmAs931R3FP8XsFpgabEz57Al8xM//E7kJnpf0/gSzz+wGlBkdNbgqbD7ShyekuaBfaqX/GEDCYwlvuOK6CwW+" +
        "CqQVQKIUYLdgv0pX+QagEuLdgtkOD7Q6oFuLQMUE5+8YmFVINwacFuwcWnHKRagEsLdgt23+Am1QJcWrBbcPA299lH" +
        "nMSbfvYR58HbpFjAwMDQt0/47z9GYkz/+4+xb58wLlmcFlx/wV6yXpygHX//MZasF7/+gp1kCyABFbdIGk9YnX3EGb" +
        "dIGlfgELYA4o/UZVKFayW2XeV9+oH17z/Gv/8Yn35g3XaVt3CtROoyKTxuJ8oCCDh4m7tms5jvDDnTLiXTLiXfGXI1" +
        "m8XwO5w0CygBoxaMAAsAH0ikgTdSDUoAAAAASUVORK5CYII=",
    },
    jpeg: {
      contentType: "image/jpeg",
      width: 32,
      height: 32,
      base64:
        "/9j/2wBDAAgICAkICQsLCwsLCw0MDQ0NDQ0NDQ0NDQ0ODg4REREODg4NDQ4OEBARERITEhERERETExQUFBgYFxccHB" +
        "0iIin/xABmAAEBAQAAAAAAAAAAAAAAAAAHAwABAQEAAAAAAAAAAAAAAAAAAAADEAADAAICAAcBAAAAAAAAAAADAgEA" +
        "BEERUXESIZEFsTERAAIBBQADAQAAAAAAAAAAAAIBETFBAAUEEiKxE//AABEIACAAIAMBIgACEQADEQD/2gAMAwEAAh" +
        "EDEQA/ADzLB1zbDekIiFvgNGe/Cy5tcLbBhBX+ldBzzdpJ+43aOiD68ChCsVVk7vXu95ZrzbldrtR1ogkH6GcwphJK" +
        "7fxZPi4n1svbxEaurl2WCJtc2u3pMIgr4ERkvw0mRx03tEH2AGCZYytL1evdLwy3izBHYC2uYoW/oncd80ay/mNVtR" +
        "2QmmH5mESplNO6f1Y7eJ8jH28hKjo5Vnm1zNrmEZf6J0JPNGln5jdo7wPsAKYLRlaTud+6XlWnFmBeWDsG129QSkFf" +
        "Ebsl+VsxtdUOyEGj/MwmHEpp2a+PHF2vkZevkJVVHKusbt7eB9eBjGaKqy9Tv3e8Ks5twR2DNsGKZv6V3JfN2tv7mN" +
        "sG2G9RikLfEjs9+WtyONVqh1om2f6GcS4hJKyX147e19bH18RGiq5d3n//2Q==",
    },
    webp: {
      contentType: "image/webp",
      width: 32,
      height: 32,
      base64:
        "UklGRh4BAABXRUJQVlA4IBIBAACQCACdASogACAAPm0uk0YkIqGhKA1QgA2JbACdMoRwN4BwhmgXgCqAbYDcI7wBvM" +
        "n7hYQB/ICoAGEgBvPCPIkT3yJGmcsBSMMGg5PAAAD+f2mC3dAfi2LulvmJhsrRukYxjHWr3tYrJk7uPvQyooXv/yUx" +
        "sJKI6rCZaifTlVFevxmO2/4+75hEV/60fluGatFZ8smTI4vbRV/lo6yvnw31IGsLQprqOZvVtk+oJ5GjMfNhrv8CA2" +
        "dasnzu3t54XED0jwFya8BWrMRkJm0+ow3wMhhJHOLTUMhjXNxcakCEjLY3JpHMsMG8y3r47znMF9Vb/ZVXHi5BV/hU" +
        "mSm9Ju6pbl9yZOrGRg9aav3CbKnbQAAA",
    },
    wav: {
      contentType: "audio/wav",
      durationSeconds: 0.1,
      base64:
        "UklGRmQGAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YUAGAAAAABEAQgCFAMoA/gAPAe4AmAAPAGH/pf" +
        "73/XP9Nf1Q/c39pf7G/xEBXAJ9A0cEmQRcBIwDOQKDAJr+u/wi+wj6mfnu+Qj70fwZ/54BFAQsBp4HNAjRB3QGPgRo" +
        "AUf+OPuc+Mr2A/Zr9gD4nfr7/bcBYQWGCMAKwAteC5kJnQa8Amf+Ivpv9sjzhPLX8sL0FPhz/F0BPwaCCp8NLg/0Du" +
        "0MTQl4BPz+ffmm9A7xK+9C71vxQfWG+pAAqQYYDDAQbhKDEmIQQAyTBgAATflG86juB+y869ztMPI++FX/oAZADWgS" +
        "dBX9FegTaw8ECXABkflW8qHsJOlT6FPq7+6m9bL9Igb2DT0UMRhRGXEXvxLBC0QDR/ra8QDrj+YX5c/mjevJ8q/7NA" +
        "U5DqkVmxpyHOsaLBa8DnQFbPvR8cvpU+QV4mHjGOi071T52gMHDqUWpxxRH0kepRnoEfYH+fw98gnpeeJb3xfgoOR1" +
        "7K72GwJjDS0XTR7kIXshGB02Fb0K5/4Z87roCOH03ADdNeEb6cnzAABQDEIXhx8eJHQkdyCXGL0NLQFi9ODoB+Dq2i" +
        "ra5t225bLwkv3TCuIWTyD2JSUnsiP8G+gQwAMQ9njped9F2aDXwtpV4njt3vr1CBEWoyBlJ4UpuyZVHy4UkgYc+IHq" +
        "X98N2G7V2NcH3ynq8fe/BtMUgiBkKIcrhCmTIoEXlwl6+vLrut9H153TM9Xc29bm2PQ7BC8T7h/xKCQtAiynJdAawQ" +
        "wg/cbth+D11jbS4NLj2I7jovF3AS0R6h4JKVQuKC6DKA0e/w8AAPTvwOEX1z3R6dAo1mDgX+5+/tgOfB2sKBQv7S8a" +
        "KyghQxMNA2/yYeOt17jQV8+501vdHeth+zoMqxveJ18vSTFfLRMkfhY3Biz1YOWz2KfQMs6g0Y7a7uct+GEJgBmhJj" +
        "UvNzJIL8AmnxlwCR74tOck2gvRfc3ozwXY3+Tz9FoGBhf9JJgusjLNMCIplxyoDDX7UOr52+HRPc2YzszVAOLB8TUD" +
        "ShT7IootuDLmMS4rWh/PD2X+Ke0o3ibTcc23ze/TXt+o7gAAWBGiIBEsSTKPMtos2CHXEpsBMfCm4NLUGs5IzXbSBd" +
        "2268v8Pw4AHjQqaDHDMh8uBySwFcsEWPNp497WM89OzWjRA9v66Kb5DQshG/snGDCDMvUu3CVMGOIHkPZh5kDZuNDJ" +
        "zcvQX9mA5p/20wcSGHIlYC7OMVkvTSegGtQKyfmC6e3bodK3zqHQIthV5MbznwTjFKUiRyypMEgvUyifHJEN8/y97N" +
        "je5tQT0OzQVNeE4ijxggGhEaAf2CkXL8Mu6ShAHgwQAAAB8PPhfdfY0azR99YW4dPuif5eDnIcHScgLcotCyl5HzoS" +
        "4AI/8zDlWdr+09zSD9cS4NHsxfsoCyoZJCTNKmMsuShGIA4UhgVp9n/obd181nnUnNd+3y3rQfkPCNcV+SAoKJIq8y" +
        "ehIH8V5Adu+dLrq+BF2XvWm9hd3+/pC/ciBYgSqx0+JWAouyaHIIgW8AlA/BjvBORO3NvYCtqx3x7pLfVuAk4PShoa" +
        "ItYlFiX5HyAXngvT/kPyaeeJ34zb4tt54L7osPMAADcM5RbLHgAjDCP4HkYX5wwZAUP1yuro4oXeHN6z4dPonfLl/V" +
        "IJixNgG+kfpSCHHfcWww0HAwr4GO5b5rfhr+BZ41vp+fEm/KwGTBDoF58c6x2tGzUWLw6UBIz6RPHU6RXljuNl5Vfq" +
        "x/HM+lEENw1zFDEZ6RpxGQAVJg65Bbz8P/RB7Y/or+bP58PrCvLe+U4CWgoREa0VrRfcFl8Tqg1vBpD+/PaV8BjsA+" +
        "qM6pjtwPJg+asAwgfQDSQSRBT5E1gRugyzBgAAbfnA857vfe2S7dDv6PNX+XD/egW/CqUOvhDVEPIOWguDBgQBiPuz" +
        "9hPzDPHS8GHyfvXB+aP+jQPsBz4LKQ18DTgMkQneBZkBRP1j+Wf2ovRA9ED1evef+kn+BQJjBQAIlQn9CTYJZAfIBL" +
        "kBmP7C+4z5L/jM92L41Pns+2L+5wAvA/gEEgZnBvgF3gRFA2YBff/H/XT8pPtn+7n7g/yk/e/+OgBbATMCsALLAo0C" +
        "CQJbAZ8A8f9o/xL/8f4C/zb/e/++/+//",
    },
    mp3: {
      contentType: "audio/mpeg",
      durationSeconds: 0.25,
      base64:
        "//NYwAAAAAAAAAAAAEluZm8AAAAPAAAACQAAAzwATU1NTU1NTU1NTU1kZGRkZGRkZGRkZHp6enp6enp6enp6kJCQkJ" +
        "CQkJCQkJCmpqampqampqampr29vb29vb29vb2909PT09PT09PT09Pp6enp6enp6enp6f//////////////AAAAAExh" +
        "dmYgbGFtZQAAAAAAAAAAAAAAACQCYAAAAAAAAAM8KJVbZAAAAAAAAAAAAAAA//MoxAAM8ALRv0EYAqkAZLh//+AD4P" +
        "g+D58EInB85dLg+D4P8EOD7//D/AjsoD+sHDmIAf1gQ5kAf4EOcP9Hv6F0mHf/+icy//MoxAcN6LKQAZt4AB+C/jJg" +
        "Q6bAkBYgNkOQqEHJhYD2HKTkJKl9APCq7ErldB////evbWhfBUJA1+JToNL///uRpwpuQAUA//MoxAoOiHI0Ad4QAA" +
        "MAsDAwQQAjBABvMM4i01khwDkbJSMZMaoxDAyzCqFPCoRZgcAEl8WxOtTTIo7/9FX///1Su8u0v6FQ//MoxAoL+G4w" +
        "AOe2gSAwJmAxcYWN5lm3GTV5QaoI8xgjAumOghw1mZWagpGRFadFZ69S///84w47eqoiAFGBxCYcJBkVOmrO//MoxB" +
        "UQ8HIoAOf4gOGHcpcxj+AUIYHeBpmeT6bClBkMpGMQCJABk78ReWUh9//p/+7pX//939X//9eq///7sGNVZEjkRBEa" +
        "//MoxAwPEHIoAOe4gBuEHAzqAzjAaNg8Lg84gSjFFBvMppkwt5gqniAMpPNFgqbqWDX/0f7v0///////+ur///5K3b" +
        "h5lRbA//MoxAoNwHJAAV4IAcAgAwKgcmDCEeYiI75kPwYmkYEYYTwLBgSAmGBAE8YBwFRgZAKFrHMf+N2xj/gwgQgw" +
        "wAP//dh3Ppvo//MoxA4QqNqgVZqQAGwuRBCcQAODDNGQoODPQD5Gi4WdFTYC1Bv5v/jLjNm5N/+X00y+/4neH/5d4f" +
        "/5d4fW//9NJmbkt2////MoxAYMWFLRucMYA9mZmXZmYwoCBGCgoKDHeCgo38QUGf+IKd/QUGO/EFG/+Jvv6ChQ38QY" +
        "K/+qTEFNRTMuMTAwqqqqqqqq",
    },
  };
