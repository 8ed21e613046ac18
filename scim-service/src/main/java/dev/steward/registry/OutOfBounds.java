package dev.steward.registry;

/** A value of an identity that is longer than any, or lies in no year that can be kept. */
public final class OutOfBounds extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String attribute;
  private final String complaint;

  /**
   * @param attribute whose value it is
   * @param complaint what is wrong with it, such as {@code has at most 256 characters, not 300}
   */
  OutOfBounds(String attribute, String complaint) {
    super(attribute + " " + complaint);
    this.attribute = attribute;
    this.complaint = complaint;
  }

  public String attribute() {
    return attribute;
  }

  /** The sentence without its subject. */
  public String complaint() {
    return complaint;
  }
}
