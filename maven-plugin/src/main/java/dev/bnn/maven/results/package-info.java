// SPDX-License-Identifier: Apache-2.0

/**
 * The goals report, compare and classify.
 */
@NullMarked
package dev.bnn.maven.results;

import org.jspecify.annotations.NullMarked;
