// SPDX-License-Identifier: Apache-2.0

/**
 * The goals train, tune and evaluate. The first two can also run on Apache Spark.
 */
@NullMarked
package dev.bnn.maven.training;

import org.jspecify.annotations.NullMarked;
