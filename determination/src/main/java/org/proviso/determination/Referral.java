package org.proviso.determination;

import org.proviso.engine.answer.Answer;

/** To whom a decision is referred. */
public sealed interface Referral {
  /** An authority in words. */
  record Authority(String name) implements Referral {}

  /** Another document of the library, and what it answers to the same request. */
  record Document(Answer answer) implements Referral {}

  /** Another decision of the same document. */
  record Decision(String name) implements Referral {}
}
