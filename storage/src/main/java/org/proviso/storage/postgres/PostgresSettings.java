package org.proviso.storage.postgres;

import java.util.Map;
import java.util.Optional;

/**
 * Where the database is.
 *
 * @param url for example {@code jdbc:postgresql://host:5432/proviso?sslmode=verify-full}
 * @param user who appends and reads
 * @param password never shown
 */
public record PostgresSettings(String url, String user, String password) {
  /** The environment variable with the URL. */
  public static final String URL = "PROVISO_DATABASE_URL";

  /** The environment variable with the user. */
  public static final String USER = "PROVISO_DATABASE_USER";

  /** The environment variable with the password. */
  public static final String PASSWORD = "PROVISO_DATABASE_PASSWORD";

  /**
   * Where the database is.
   *
   * @throws IllegalArgumentException if the URL is not one of PostgreSQL
   */
  public PostgresSettings {
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "a URL like jdbc:postgresql://host:5432/proviso was expected");
    }
  }

  /**
   * What the environment says; empty when {@value #URL} is not set.
   *
   * @throws IllegalArgumentException if the URL is not one of PostgreSQL
   */
  public static Optional<PostgresSettings> of(Map<String, String> environment) {
    return Optional.ofNullable(environment.get(URL))
        .map(
            url ->
                new PostgresSettings(
                    url,
                    environment.getOrDefault(USER, "proviso"),
                    environment.getOrDefault(PASSWORD, "")));
  }

  /** The URL without its parameters, among which a password may be. */
  public String name() {
    int parameters = url.indexOf('?');
    String address = parameters < 0 ? url : url.substring(0, parameters);
    return address.replaceFirst("^jdbc:", "").replaceFirst("//[^/@]*@", "//");
  }

  @Override
  public String toString() {
    return name();
  }
}
