// SPDX-License-Identifier: Apache-2.0
/**
 * Training and searches on Apache Spark: what spark-submit starts.
 */
package dev.bnn.cluster;
