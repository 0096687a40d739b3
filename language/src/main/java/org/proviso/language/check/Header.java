package org.proviso.language.check;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.proviso.language.model.Basis;
import org.proviso.language.model.DocumentKind;
import org.proviso.terminology.Code;

/** Front matter, understood. */
record Header(
    String id,
    String title,
    String payer,
    DocumentKind kind,
    Basis basis,
    LocalDate effective,
    Optional<LocalDate> through,
    Optional<LocalDate> reviewed,
    List<Code> services,
    List<String> alsoKnownAs,
    Set<String> linesOfBusiness,
    Set<String> jurisdictions) {}
