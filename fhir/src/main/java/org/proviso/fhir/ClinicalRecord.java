package org.proviso.fhir;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What facts may need of a bundle: the resources of the types that are read, without names,
 * addresses, identifiers, narrative and attachments. Immutable.
 */
public final class ClinicalRecord {
  private final Map<String, List<Resource>> byType;
  private final Map<String, Resource> byReference;
  private final int size;
  private final boolean whole;

  ClinicalRecord(
      Map<String, List<Resource>> byType,
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
    return BundleReader.file(resources);
  }

  /** How many resources are kept. */
  public int size() {
    return size;
  }

  /** How many resources of a type are kept. */
  public int count(String resourceType) {
    return ofType(resourceType).size();
  }

  /**
   * Whether nothing says that the bundle is less than what it is taken for: no part of a search's
   * result, and no search that failed in part. Of a record that is not whole, absence is no reason
   * for no.
   */
  boolean isWhole() {
    return whole;
  }

  List<Resource> ofType(String resourceType) {
    return byType.getOrDefault(resourceType, List.of());
  }

  /**
   * The resource that a reference inside {@code from} leads to: contained ({@code #m1}), by its
   * full URL, or by type and id, with or without a version. A resource of another server than the
   * one that the reference names, or than {@code from} stands on, is another resource.
   */
  Optional<Resource> resolve(Resource from, String reference) {
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
