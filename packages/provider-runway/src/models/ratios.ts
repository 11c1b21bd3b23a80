// Values of `ratio`, which most of Runway's models share in groups. Pixels, width first.

function list(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

export const landscape: readonly string[] = list("1280:720 720:1280");
export const gen4: readonly string[] = list(`
  1280:720 720:1280 1104:832 960:960 832:1104 1584:672
`);
export const veo: readonly string[] = list(`
  1280:720 720:1280 1080:1920 1920:1080
`);
export const omni: readonly string[] = list(`
  1280:720 720:1280 1080:1920 1920:1080 3840:2160 2160:3840 640:360 360:640
`);
export const happyHorse: readonly string[] = list(`
  1280:720 720:1280 960:960 1080:1920 1920:1080 1440:1440 1108:832 832:1108 1662:1248
  1248:1662
`);
const seedance720 = list(`
  1280:720 720:1280 960:960 1470:630 1112:834 834:1112
`);
const seedance480 = list("992:432 752:560 640:640 560:752");
const seedance1080 = list(`
  1920:1080 1080:1920 2206:946 1664:1248 1440:1440 1248:1664
`);
export const seedanceSmall: readonly string[] = [
  ...seedance480,
  ...seedance720,
  ...list("864:496 496:864"),
];
export const seedance2: readonly string[] = [
  ...seedanceSmall,
  ...seedance1080,
  ...list(`
  3840:1646 3840:2160 3840:2880 3840:3840 2880:3840 2160:3840
`),
];
export const seedance25: readonly string[] = [
  ...seedance480,
  ...seedance720,
  ...seedance1080,
  ...list("854:480 480:854"),
];
export const wan: readonly string[] = list(`
  832:480 720:544 624:624 544:720 480:832 1280:720 1104:832 960:960 832:1104 720:1280
  1920:1080 1648:1248 1440:1440 1248:1648 1080:1920 auto_480p auto_720p auto_1080p
`);
/** Plain shapes; `adaptive` follows a given image or video. */
export const hailuo: readonly string[] = list(`
  adaptive 21:9 16:9 4:3 1:1 3:4 9:16
`);
export const grok: readonly string[] = list("16:9 4:3 1:1 3:4 9:16 3:2 2:3");
export const alephTargets: readonly string[] = list(`
  21:9 16:9 4:3 1:1 3:4 9:16 3:2 2:3
`);

export const gen4Image: readonly string[] = list(`
  1024:1024 1080:1080 1168:880 1360:768 1440:1080 1080:1440 1808:768 1920:1080
  1080:1920 2112:912 1280:720 720:1280 720:720 960:720 720:960 1680:720
`);
export const gptImage: readonly string[] = list(`
  2048:880 1920:1088 1920:1280 1920:1440 1920:1536 1920:1920 1536:1920 1440:1920
  1280:1920 1088:1920 2912:1248 2560:1440 2560:1712 2560:1920 2560:2048 2560:2560
  2048:2560 1920:2560 1712:2560 1440:2560 3840:1648 3840:2160 3504:2336 3264:2448
  3200:2560 2880:2880 2560:3200 2448:3264 2336:3504 2160:3840 auto
`);
export const gemini25: readonly string[] = list(`
  1024:1024 832:1248 1248:832 864:1184 1184:864 896:1152 1152:896 768:1344 1344:768
  1536:672
`);
const gemini2K = list(`
  2048:2048 1696:2528 2528:1696 1792:2400 2400:1792 1856:2304 2304:1856 1536:2752
  2752:1536 3168:1344
`);
const gemini4K = list(`
  4096:4096 3392:5056 5056:3392 3584:4800 4800:3584 3712:4608 4608:3712 3072:5504
  5504:3072 6336:2688
`);
export const gemini3Pro: readonly string[] = [...gemini25, ...gemini2K, ...gemini4K];
export const gemini31Flash: readonly string[] = [
  ...gemini3Pro,
  ...list(`
  512:512 416:624 624:416 432:592 592:432 448:576 576:448 384:672 672:384 768:336
  256:1024 1024:256 176:1408 1408:176 512:2048 2048:512 352:2816 2816:352 1024:4096
  4096:1024 704:5632 5632:704 2048:8192 8192:2048 1408:11264 11264:1408
`),
];
export const muse: readonly string[] = list(`
  2352:1008 2016:1152 1920:1280 1792:1344 1600:1600 1344:1792 1280:1920 1152:2016 auto
`);
export const seedreamPro: readonly string[] = list(`
  1024:1024 1184:896 896:1184 1376:768 768:1376 1296:864 864:1296 2048:2048 2304:1728
  1728:2304 2720:1530 1530:2720 2496:1664 1664:2496 auto_1k auto_2k
`);
/** Runway takes other sizes of this model too: `extraParams.ratio`. */
export const seedreamLite: readonly string[] = list(`
  2048:2048 2304:1728 1728:2304 2848:1600 1600:2848 2496:1664 1664:2496 3136:1344
  3072:3072 3456:2592 2592:3456 4096:2304 2304:4096 3744:2496 2496:3744 4704:2016
`);
export const grokImage: readonly string[] = list(`
  1024:1024 1280:720 720:1280 1152:864 864:1152 1248:832 832:1248 1248:576 576:1248
  1280:576 576:1280 1408:704 704:1408 2048:2048 2816:1584 1584:2816 2368:1776
  1776:2368 2496:1664 1664:2496 2912:1344 1344:2912 3200:1440 1440:3200 2912:1456
  1456:2912 auto_1k auto_2k
`);
