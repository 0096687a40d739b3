package org.proviso.storage.release;

import java.util.List;
import org.proviso.ground.Problem;

/** Something that must hold before documents are published. */
public interface PublicationCheck {
  /** What the release says was checked, for example {@code cases-pass}. */
  String name();

  /** What is wrong; nothing when the candidate may be published. */
  List<Problem> check(Candidate candidate);
}
