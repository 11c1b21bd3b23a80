/** What `--help` prints. */
export const usage = `Find every cut, fade and dissolve in a video.

  tarash-scene-detector <video> [options]        one film
  tarash-scene-detector <part1> <part2> …        several files as one film

<video> is a file, an http(s) address, or - for standard input.

What to print (a table on a terminal, JSON into a pipe):
  --json  --csv  --edl  --fcpxml  --otio  --vtt  --ffmetadata  --keyframes
      One of them goes to standard output; several, or any with -o, to files.
What to write:
  --html              a page with pictures, times and the score curve
  --sheet             one image with a picture of each scene
  --thumbnails <n>    n images of each scene        --format jpg|png|webp
  --split             one exact, newly encoded file a scene
  --split-copy        one file a scene, copied, beginning at keyframes
  -o, --output <dir>  where files go (default: the current folder)
  --template <name>   names of images and clips: {name} {scene} {image} {start} {frame}

How to look:
  --sensitivity <0-1>   0 only the clearest cuts, 1 also faint ones (default 0.5)
  --min-scene <s>       of boundaries nearer than this keep the strongest (default 0.3)
  --no-fades  --no-dissolves
  --threshold <0-1>     ffmpeg's plain rule instead: scene score above this
  --mode accurate|fast|preview
  --start <time>  --end <time>     seconds or HH:MM:SS.mmm
  --crop <WxH+X+Y>      only this rectangle
  --strict              fail on damaged files instead of warning
  --timeout <s>         give up after this time
  --ffmpeg <path>  --ffprobe <path>
  -q, --quiet           no progress bar and no warnings
  -h, --help   -v, --version

Exit codes: 0 done, 2 wrong usage, 3 the video cannot be read, 4 ffmpeg failed,
5 time is over, 130 interrupted, 1 anything else.
`;
