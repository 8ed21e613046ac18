package dev.steward.identity;

/** How much an identity decides by itself, as its owners declare it. */
public enum Autonomy {
  /** Proposes; a person does. */
  ASSISTED,
  /** Does, after a person said yes to each step that matters. */
  SUPERVISED,
  /** Does alone what stays within limits that people set; a person looks at it afterwards. */
  BOUNDED,
  /** Sets its own steps and does them alone; a person can only stop it. */
  AUTONOMOUS
}
