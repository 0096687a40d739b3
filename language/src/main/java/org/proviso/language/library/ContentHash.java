package org.proviso.language.library;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.proviso.ground.digest.Sha256;
import org.proviso.language.check.Surroundings.HashedFile;
import org.proviso.language.model.Guideline;

/** The content hash, as the language reference fixes it. */
final class ContentHash {
  private ContentHash() {}

  /** SHA-256 of some bytes, in lower-case hexadecimal. */
  static String of(byte[] content) {
    return Sha256.of(content).hex();
  }

  /** SHA-256 of a document's bytes, then of the path and the hash of each file it rests on. */
  static String of(byte[] content, List<HashedFile> files) {
    MessageDigest digest = Sha256.digest();
    digest.update(content);
    files.stream()
        .distinct()
        .sorted(Comparator.comparing(HashedFile::path))
        .forEach(
            file -> {
              digest.update(file.path().getBytes(StandardCharsets.UTF_8));
              digest.update((byte) 0);
              digest.update(HexFormat.of().parseHex(file.sha256()));
            });
    return Sha256.of(digest).hex();
  }

  /** The model with its hash. */
  static Guideline with(Guideline guideline, String hash) {
    return new Guideline(
        guideline.header(),
        guideline.rules(),
        guideline.page(),
        new Guideline.Source(guideline.file(), hash));
  }
}
