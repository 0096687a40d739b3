package org.proviso.batch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Guideline;

/**
 * What the columns of a flat file stand for, by their names: {@code id}, {@code date-of-service},
 * {@code line-of-business}, {@code jurisdiction}, {@code payer}, {@code service}, and facts. The
 * jurisdiction is an ISO 3166-2 code, for example {@code US-FL}; the fact of that name has it in
 * lower case, as the coverage of a bundle does.
 *
 * @param id the place of the identifier, -1 when there is none
 * @param date the place of the date of service
 * @param lineOfBusiness the place of the line of business, -1 when there is none
 * @param jurisdiction the place of the jurisdiction, -1 when there is none
 * @param payer the place of the payer, -1 when there is none
 * @param service the place of the codes of the service, -1 when there is none
 * @param names of all columns
 * @param ignored columns that are no fact of any of the guidelines
 */
record FlatColumns(
    int id,
    int date,
    int lineOfBusiness,
    int jurisdiction,
    int payer,
    int service,
    List<String> names,
    List<String> ignored) {
  private static final String ID = "id";
  static final String DATE_OF_SERVICE = "date-of-service";
  private static final String LINE_OF_BUSINESS = "line-of-business";
  static final String JURISDICTION = "jurisdiction";
  private static final String PAYER = "payer";
  static final String SERVICE = "service";

  FlatColumns {
    names = List.copyOf(names);
    ignored = List.copyOf(ignored);
  }

  /**
   * The columns of a file.
   *
   * @throws HistoryFormatException when a column stands twice, or there is no date of service
   */
  static FlatColumns of(List<String> names, List<Guideline> guidelines) {
    var seen = new HashSet<String>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new HistoryFormatException(
            "The column " + name + " stands twice.", "Give each fact one column.");
      }
    }
    if (!seen.contains(DATE_OF_SERVICE)) {
      throw new HistoryFormatException(
          "There is no column " + DATE_OF_SERVICE + ".",
          "Add it; write days like 2025-05-15. The file's columns are: "
              + String.join(", ", names));
    }
    Set<String> facts =
        new HashSet<>(List.of(ID, DATE_OF_SERVICE, LINE_OF_BUSINESS, JURISDICTION, PAYER, SERVICE));
    guidelines.forEach(
        of ->
            of.facts().stream()
                .filter(FlatColumns::isOfTheRow)
                .forEach(fact -> facts.add(fact.name().text())));
    return new FlatColumns(
        names.indexOf(ID),
        names.indexOf(DATE_OF_SERVICE),
        names.indexOf(LINE_OF_BUSINESS),
        names.indexOf(JURISDICTION),
        names.indexOf(PAYER),
        names.indexOf(SERVICE),
        names,
        names.stream().filter(name -> !facts.contains(name)).toList());
  }

  /** The fact of a guideline that each column stands for, where it does. */
  List<Optional<FactDeclaration>> facts(Guideline guideline) {
    var facts = new ArrayList<Optional<FactDeclaration>>();
    for (String name : names) {
      facts.add(
          FactName.PATTERN.matcher(name).matches() && !name.equals(ID)
              ? guideline.fact(new FactName(name)).filter(FlatColumns::isOfTheRow)
              : Optional.empty());
    }
    return facts;
  }

  /** Which documents are in force is known from the library alone, not from a row. */
  private static boolean isOfTheRow(FactDeclaration fact) {
    return !(fact.type() instanceof FactType.Document);
  }
}
