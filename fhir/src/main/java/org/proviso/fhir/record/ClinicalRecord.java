package org.proviso.fhir.record;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What facts may need of a bundle: the resources of the types that are read, without names,
 * addresses, identifiers, narrative and attachments. Immutable.
 */
public final class ClinicalRecord {
  private final Map<ResourceType, List<Resource>> byType;
  private final Map<String, Resource> byReference;
  private final int size;
  private final boolean whole;

  ClinicalRecord(
      Map<ResourceType, List<Resource>> byType,
      Map<String, Resource> byReference,
      int size,
      boolean whole) {
    this.byType = byType;
    this.byReference = byReference;
    this.size = size;
    this.whole = whole;
  }

  /**
   * A record of single resources, each of which was read before. Problems name a resource by its
   * place in the list, as if it were an entry of a bundle.
   */
  public static Reading<ClinicalRecord> of(List<SentResource> resources) {
    var notes = new Notes();
    var builder = new RecordBuilder(Limits.STANDARD, notes);
    try {
      for (int index = 0; index < resources.size(); index++) {
        TreeReader.Tree tree = resources.get(index).content();
        builder.add(
            tree.members(),
            new RecordBuilder.Entry(index, null, tree.modified(), tree.chosenTwice()));
      }
    } catch (InputRefusedException refused) {
      return new Reading.Refused<>(List.of(refused.problem()));
    }
    return notes.refuse()
        ? new Reading.Refused<>(notes.list())
        : new Reading.Done<>(builder.build(true), notes.list());
  }

  /** How many resources are kept. */
  public int size() {
    return size;
  }

  /** How many resources of a type are kept. */
  public int count(String resourceType) {
    return ResourceType.named(resourceType).map(type -> ofType(type).size()).orElse(0);
  }

  /**
   * Whether nothing says that the bundle is less than what it is taken for: no part of a search's
   * result, and no search that failed in part. Of a record that is not whole, absence is no reason
   * for no.
   */
  public boolean isWhole() {
    return whole;
  }

  /** The resources of a type, in the order of the bundle. */
  public List<Resource> ofType(ResourceType type) {
    return byType.getOrDefault(type, List.of());
  }

  /** The resource that a Reference under {@code holder} leads to. */
  public Optional<Resource> referred(Place holder, String element) {
    Place place = holder.one(element);
    String reference = place == null ? null : place.text("reference");
    return reference == null ? Optional.empty() : resolve(holder.resource(), reference);
  }

  /**
   * The resource that a reference inside {@code from} leads to: contained ({@code #m1}), by its
   * full URL, or by type and id, with or without a version. A resource of another server than the
   * one that the reference names, or than {@code from} stands on, is another resource.
   */
  public Optional<Resource> resolve(Resource from, String reference) {
    if (reference.startsWith("#")) {
      int container = from.reference().indexOf('#');
      String owner = container < 0 ? from.reference() : from.reference().substring(0, container);
      return Optional.ofNullable(byReference.get(owner + reference));
    }
    int history = reference.indexOf("/_history/");
    String plain = history < 0 ? reference : reference.substring(0, history);
    Resource found = byReference.get(plain);
    if (found == null) {
      found = byReference.get(typeAndId(plain));
    }
    return Optional.ofNullable(found).filter(one -> isThere(one, plain, from));
  }

  private static boolean isThere(Resource found, String plain, Resource from) {
    String base = base(plain.startsWith("http") ? plain : from.fullUrl());
    String own = base(found.fullUrl());
    return plain.equals(found.fullUrl()) || base.isEmpty() || own.isEmpty() || base.equals(own);
  }

  /** What stands before type and id; empty when the URL names no server. */
  private static String base(String url) {
    String end = typeAndId(url);
    return url.startsWith("http") ? url.substring(0, url.length() - end.length()) : "";
  }

  /** The last two segments of a URL: {@code Patient/p1}. */
  private static String typeAndId(String url) {
    int id = url.lastIndexOf('/');
    int type = id < 0 ? -1 : url.lastIndexOf('/', id - 1);
    return type < 0 ? url : url.substring(type + 1);
  }
}
