package dev.steward.signal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Which signals are taken, and how insistently they are looked into. */
@ConfigMapping(prefix = "steward.signals")
interface SignalConfig {

  /** Whom a signal is meant for. */
  @WithDefault("steward-signals")
  String audience();

  /** No signal is taken that was signed longer ago. */
  @WithDefault("P14D")
  Duration oldest();

  /** How far the realm's clock may be ahead. */
  @WithDefault("PT5M")
  Duration ahead();

  /** After how many failed attempts a signal is left to the reconciler. */
  @WithDefault("8")
  int mostAttempts();

  /** How often signals are looked for without being called. */
  @WithDefault("PT2S")
  Duration lookEvery();
}
