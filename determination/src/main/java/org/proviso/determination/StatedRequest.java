package org.proviso.determination;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proviso.ground.Problem;
import org.proviso.ground.digest.Sha256;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonReader;
import org.proviso.language.model.FactName;

/**
 * A request whose facts are stated one by one, as a JSON object: {@code dateOfService}, {@code
 * facts} (each a text, as the fact's type writes its values), and perhaps {@code guideline}. So
 * {@code verify}, {@code diff} and {@code faults} print a made-up patient.
 *
 * @param digest SHA-256 of the object as it was written, in lower-case hexadecimal
 * @param guideline the guideline that it names
 * @param facts by name, as written
 */
public record StatedRequest(
    String digest, Optional<String> guideline, LocalDate dateOfService, Map<String, String> facts) {
  private static final int MAX_BYTES = 1_000_000;

  public StatedRequest {
    facts = Map.copyOf(facts);
  }

  /** The request in some content; empty when it is something else, such as a FHIR Bundle. */
  public static Optional<StatedRequest> in(byte[] content) {
    if (content.length > MAX_BYTES) {
      return Optional.empty();
    }
    try {
      return JsonReader.read(new String(content, StandardCharsets.UTF_8)) instanceof Json.Obj stated
              && stated.get("resourceType").isEmpty()
              && stated.get("facts").orElse(null) instanceof Json.Obj facts
              && stated.get("dateOfService").orElse(null) instanceof Json.Text(String date)
          ? Optional.of(
              new StatedRequest(
                  Sha256.of(content).hex(),
                  stated.get("guideline").map(StatedRequest::text),
                  LocalDate.parse(date),
                  texts(facts)))
          : Optional.empty();
    } catch (JsonReader.NotJsonException | DateTimeException notStated) {
      return Optional.empty();
    }
  }

  private static Map<String, String> texts(Json.Obj facts) {
    var texts = new HashMap<String, String>();
    facts.members().forEach((fact, value) -> texts.put(fact, text(value)));
    return texts;
  }

  private static String text(Json value) {
    return value instanceof Json.Text(String text) ? text : "";
  }

  /**
   * Takes a made-up patient to the door.
   *
   * @param today the day of the decision
   */
  public Result asWitness(Determiner determiner, WhichVersion which, LocalDate today) {
    var texts = new HashMap<FactName, String>();
    var malformed = new ArrayList<Problem>();
    facts.forEach(
        (fact, text) -> {
          if (FactName.PATTERN.matcher(fact).matches()) {
            texts.put(new FactName(fact), text);
          } else {
            malformed.add(
                new Problem(
                    RefusalId.UNKNOWN_FACT.id(),
                    "facts",
                    "A name in it cannot be the name of a fact.",
                    "Name facts as the guideline does, for example brain-lesion."));
          }
        });
    if (!malformed.isEmpty()) {
      return new Refused(malformed);
    }
    return determiner.determine(
        new ServiceRequested(
            "facts",
            List.of(),
            dateOfService,
            Optional.ofNullable(texts.get(Determiner.LINE_OF_BUSINESS))
                .filter(line -> !line.equals(GivenAnswer.UNANSWERABLE)),
            Optional.empty(),
            Optional.empty(),
            which),
        StatedFacts.witness(digest, texts),
        today);
  }
}
