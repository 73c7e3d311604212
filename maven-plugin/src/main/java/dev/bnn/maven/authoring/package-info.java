// SPDX-License-Identifier: Apache-2.0

/**
 * The goals new, validate, format, doctor and language-server. Those that need no project and no model extend
 * {@link dev.bnn.maven.AbstractMachineMojo}.
 */
@NullMarked
package dev.bnn.maven.authoring;

import org.jspecify.annotations.NullMarked;
