// How large a saved PNG is: as on the screen, as a slide, or as wide as a column of a paper.

const SHARP = 2; // pixels of a PNG for each on the screen, where no size is chosen

/** Return the pixels of the file, how many of them a pixel of the picture takes, and where it begins:
 *  it stands in the middle.
 *  @param {Size} picture
 *  @param {string} size - "1920x1080", "2126" for a width alone, "" for the picture's own */
export function fitted(picture, size) {
  const [across, up] = size.split("x").map(Number);
  const wide = across / picture.width;
  const ratio = !across ? SHARP : up ? Math.min(wide, up / picture.height) : wide;
  const width = across || picture.width * ratio;
  const height = up || Math.round(picture.height * ratio);
  const [left, top] = [(width - picture.width * ratio) / 2, (height - picture.height * ratio) / 2];
  return { width, height, ratio, left, top };
}
