package org.proviso.server.service;

/** Why there is no answer. Nothing was stored that says otherwise, or the client gets it again. */
public enum Fault {
  STORAGE("storage", 503, "The log cannot be written, and nothing is answered that is not stored."),
  TIME("time", 503, "There was no answer in time."),
  BUSY("busy", 503, "The server is working on as many calls as it can."),
  CLOCK("clock", 503, "The server's clock has jumped, and dates decide."),
  STOPPING("stopping", 503, "The server is stopping."),
  DEFECT("defect", 500, "A defect of the server stopped the call.");

  private final String word;
  private final int status;
  private final String message;

  Fault(String word, int status, String message) {
    this.word = word;
    this.status = status;
    this.message = message;
  }

  /** For metrics and logs. */
  public String word() {
    return word;
  }

  /** The HTTP status that says the same. */
  public int status() {
    return status;
  }

  /** What happened, as a sentence; no patient data. */
  public String message() {
    return message;
  }
}
