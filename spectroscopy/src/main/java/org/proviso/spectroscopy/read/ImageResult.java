package org.proviso.spectroscopy.read;

import org.proviso.spectroscopy.model.ImageVolume;

/** What came of reading an image. */
public sealed interface ImageResult {

  /**
   * An image.
   *
   * @param volume the image
   */
  record Image(ImageVolume volume) implements ImageResult {}

  /**
   * Nothing was read.
   *
   * @param refusal why
   */
  record Refused(Refusal refusal) implements ImageResult {}
}
