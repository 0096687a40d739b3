package org.proviso.determination;

import java.util.List;
import java.util.Optional;
import org.proviso.language.library.Library;
import org.proviso.terminology.Code;

/** Where a determiner finds documents. */
@FunctionalInterface
public interface LibrarySource {
  /**
   * A library with every document about any of the services, and perhaps others; with every
   * document when no service is named; empty when it cannot be read.
   */
  Optional<Library> about(List<Code> services);

  /** Always the same library. */
  static LibrarySource of(Library library) {
    return _ -> Optional.of(library);
  }
}
