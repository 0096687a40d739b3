package org.proviso.exchange.crd.decide;

/**
 * Is told of what nobody foresaw. The call, or the order, is answered without deciding it; somebody
 * has to learn of it all the same.
 */
@FunctionalInterface
public interface Defects {
  /**
   * Something was thrown.
   *
   * @param defect its message may hold patient data: log its class and where, not what it says
   */
  void noticed(RuntimeException defect);
}
