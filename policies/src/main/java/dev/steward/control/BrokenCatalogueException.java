package dev.steward.control;

/** A file that is not a control catalogue. The message says where and why. */
public final class BrokenCatalogueException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BrokenCatalogueException(String message) {
    super(message);
  }
}
