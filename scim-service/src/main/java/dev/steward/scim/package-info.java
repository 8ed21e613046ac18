/** The SCIM 2.0 face of the registry (RFC 7643, RFC 7644). */
@NullMarked
package dev.steward.scim;

import org.jspecify.annotations.NullMarked;
