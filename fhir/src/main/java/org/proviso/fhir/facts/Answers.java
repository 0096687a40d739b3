package org.proviso.fhir.facts;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.proviso.engine.facts.Knowledge;
import org.proviso.fhir.record.DateRange;
import org.proviso.fhir.record.Place;
import org.proviso.fhir.record.ProblemKind;
import org.proviso.fhir.record.Reliability;
import org.proviso.fhir.record.Resource;
import org.proviso.fhir.record.ResourceType;
import org.proviso.fhir.record.Subject;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactSource;

/** The answers of questionnaire responses, by the item that they answer. */
final class Answers {
  /** Days before the date of service beyond which answers are called old; not a clinical rule. */
  private static final int MAX_DAYS_BEFORE = 366;

  private final ReadingContext context;
  private final Values values;
  private @Nullable Map<String, List<Place>> answers;

  Answers(ReadingContext context, Values values) {
    this.context = context;
    this.values = values;
  }

  /** Adds what is answered; whether one item is answered both with and without a value. */
  boolean add(FactDeclaration fact, List<Knowledge> said) {
    var linkIds = new ArrayList<String>();
    linkIds.add(fact.name().text());
    for (FactSource source : fact.sources()) {
      if (source instanceof FactSource.QuestionnaireItem(String linkId)) {
        linkIds.add(linkId);
      }
    }
    for (String linkId : linkIds) {
      for (Place item : answers().getOrDefault(linkId, List.of())) {
        List<Place> given = item.all("answer");
        LocalDate recorded = recorded(item);
        for (Place answer : given.isEmpty() ? List.of(item) : given) {
          Knowledge knowledge = values.read(fact.type(), answer, "answered ", recorded);
          if (knowledge != null) {
            said.add(knowledge);
          }
        }
      }
    }
    int unanswerable = 0;
    for (Knowledge one : said) {
      unanswerable += one instanceof Knowledge.Unanswerable ? 1 : 0;
    }
    return unanswerable > 0 && unanswerable < said.size();
  }

  /**
   * The last day on which the answer may have been given; what is wrong with the date is not told.
   */
  private static @Nullable LocalDate recorded(Place item) {
    String authored = item.resource().textOrEmpty("authored");
    DateRange days = DateRange.parse(authored);
    return days == null ? null : days.last();
  }

  private Map<String, List<Place>> answers() {
    Map<String, List<Place>> known = answers;
    if (known == null) {
      known = new HashMap<>();
      for (Resource response : context.record().ofType(ResourceType.QUESTIONNAIRE_RESPONSE)) {
        Place place = context.place(response);
        if (context.reliability(place) == Reliability.COUNTS
            && context.subject(place) == Subject.PATIENT) {
          tellTime(place);
          index(place, known);
        }
      }
      answers = known;
    }
    return known;
  }

  /** Answers hold for the time they were given; how long they hold is for a person to judge. */
  private void tellTime(Place response) {
    DateRange authored = DateRange.at(response.one("authored"));
    LocalDate day = context.dateOfService();
    if (authored == null) {
      return;
    }
    boolean after = authored.first().isAfter(day);
    if (after || authored.last().isBefore(day.minusDays(MAX_DAYS_BEFORE))) {
      response.note(
          ProblemKind.ANSWERS_OF_ANOTHER_TIME,
          "The answers were given on "
              + authored
              + (after ? ", after" : ", more than a year before")
              + " the date of service, "
              + day
              + "; they are used.",
          "Check that they hold for that date.");
    }
  }

  private static void index(Place holder, Map<String, List<Place>> found) {
    for (Place item : holder.all("item")) {
      String linkId = item.text("linkId");
      if (linkId != null) {
        found.computeIfAbsent(linkId, absent -> new ArrayList<>()).add(item);
      }
      index(item, found);
      for (Place answer : item.all("answer")) {
        index(answer, found);
      }
    }
  }
}
