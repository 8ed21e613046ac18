package dev.steward.identity;

import org.jspecify.annotations.Nullable;

/**
 * What an identity's owners declare about how it works, for reviewers to judge and to compare.
 *
 * @param autonomy how much it decides by itself, or null when nobody said
 * @param model the digest of the model it runs, if declared; likewise its prompt and the manifest
 *     of the tools it may call
 * @param parent the agent on whose behalf it acts, or null when it is nobody's part
 */
public record Declaration(
    @Nullable Autonomy autonomy,
    @Nullable Digest model,
    @Nullable Digest prompt,
    @Nullable Digest toolManifest,
    Identity.@Nullable Id parent,
    Particulars particulars) {

  /** Nothing declared. */
  public static final Declaration NONE =
      new Declaration(null, null, null, null, null, Particulars.NONE);
}
