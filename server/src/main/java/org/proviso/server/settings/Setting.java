package org.proviso.server.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Every setting there is, besides those of clients ({@code client.NAME.*}). The table in
 * docs/serve.md is this list.
 */
public enum Setting {
  LISTEN_ADDRESS("listen.address", "127.0.0.1", "The address that requests come to."),
  LISTEN_PORT("listen.port", "8080", "The port that requests come to; 0: any free one."),
  MANAGEMENT_ADDRESS(
      "management.address", "127.0.0.1", "The address of health, readiness and metrics."),
  MANAGEMENT_PORT("management.port", "8081", "The port of health, readiness and metrics."),
  PUBLIC_ADDRESS(
      "public-address",
      "",
      "Base address at which clients reach the server, with its scheme; tokens name it as their audience, cards link to it."),
  TLS_CERTIFICATE("tls.certificate", "", "PEM file with the server's certificate and its chain."),
  TLS_KEY("tls.key", "", "PEM file with the private key."),
  TLS_TERMINATED(
      "tls.terminated-by-proxy",
      "no",
      "yes: a proxy in front speaks TLS with the clients, and this server plain HTTP with the proxy."),
  LIBRARY("library", "", "Folder of guidelines; default: the folder guidelines/ of Proviso."),
  GUIDELINES(
      "guidelines",
      "",
      "released: from the log, which the first start fills with the library; folder: the library as it is. In a demonstration: folder."),
  TERMINOLOGY("terminology", "", "Folder with releases of code systems (docs/terminology.md)."),
  STORAGE("storage", "embedded", "embedded or postgresql."),
  STORAGE_FOLDER("storage.folder", "", "Folder of the embedded store; default: .proviso/store."),
  DATABASE_URL("database.url", "", "Address of the database, jdbc:postgresql://HOST/DATABASE."),
  DATABASE_USER("database.user", "proviso", "User of the database."),
  PAYER_LABEL("payer.label", "", "The insurer's name; default: the library's payer."),
  PAYER_WEBSITE("payer.website", "", "The insurer's web address."),
  PAYER_IDENTIFIERS(
      "payer.identifiers",
      "",
      "Identifiers by which a Coverage names this payer, separated by commas; none: every payor is taken for it."),
  PAYER_APPROVAL(
      "payer.approval",
      "by-a-person",
      "What is said when a guideline is met: by-a-person, automatic or not-required (docs/crd.md)."),
  PAYER_CONTACT("payer.contact", "", "Telephone number, e-mail or web address for questions."),
  PAYER_ZONE("payer.time-zone", "America/New_York", "Where the payer's day begins."),
  API_ISSUER("api.issuer", "", "Who issues bearer tokens for the native API (their iss)."),
  API_KEYS("api.keys", "", "Address of that issuer's key set (JWKS)."),
  API_AUDIENCE("api.audience", "", "The audience (aud) of those tokens; default: public-address."),
  ANSWER_WITHIN(
      "limits.answer-within-ms",
      "4500",
      "Milliseconds after which a call is refused cleanly instead of answered; 200 to 60000."),
  EHR_WITHIN(
      "limits.ehr-within-ms",
      "3000",
      "Milliseconds an EHR is waited for in one call; at least 100."),
  BODY_BYTES("limits.body-bytes", "1048576", "The most bytes of a request's body."),
  BODY_WITHIN(
      "limits.body-within-ms",
      "10000",
      "Milliseconds within which a request's body must be there."),
  EHR_BYTES("limits.ehr-bytes", "4194304", "The most bytes of one reply of an EHR."),
  NESTING("limits.nesting", "60", "How deep a request's JSON may be nested; at most 100."),
  HEADER_BYTES("limits.header-bytes", "16384", "The most bytes of a request's line and headers."),
  CONCURRENT("limits.concurrent", "64", "How many calls are worked on at the same time."),
  CONNECTIONS("limits.connections", "2048", "How many connections are open at the same time."),
  RATE(
      "limits.requests-per-second",
      "500",
      "Requests a second of one client; twice as many at once."),
  REFRESH(
      "guidelines.refresh-ms",
      "2000",
      "Milliseconds between two looks for guidelines that another server published.");

  private final String key;
  private final String standard;
  private final String description;

  Setting(String key, String standard, String description) {
    this.key = key;
    this.standard = standard;
    this.description = description;
  }

  /** As it is written in the file. */
  public String key() {
    return key;
  }

  /** What holds when nothing is said; empty where there is nothing that could hold. */
  public String standard() {
    return standard;
  }

  /** What it is for, as a sentence. */
  public String description() {
    return description;
  }

  /** As it is written in the environment. */
  public String variable() {
    return variable(key);
  }

  static String variable(String key) {
    return "PROVISO_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  static Optional<Setting> ofKey(String key) {
    return Arrays.stream(values()).filter(setting -> setting.key.equals(key)).findFirst();
  }
}
