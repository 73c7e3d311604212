// SPDX-License-Identifier: Apache-2.0

/**
 * The goals import, export and pack.
 */
@NullMarked
package dev.bnn.maven.exchange;

import org.jspecify.annotations.NullMarked;
