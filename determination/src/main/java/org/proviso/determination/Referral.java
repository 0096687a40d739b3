package org.proviso.determination;

import org.proviso.engine.answer.Answer;
import org.proviso.engine.facts.Request;

/** To whom a decision is referred. */
public sealed interface Referral {
  /** An authority in words. */
  record Authority(String name) implements Referral {}

  /** Another document of the library, what it answers to the same request, and from which facts. */
  record Document(Answer answer, Request request) implements Referral {}

  /** Another decision of the same document. */
  record Decision(String name) implements Referral {}
}
