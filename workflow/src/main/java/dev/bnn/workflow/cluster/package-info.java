// SPDX-License-Identifier: Apache-2.0
/**
 * Hands a goal over to Apache Spark. Only the module cluster depends on Spark; this package only runs the command that starts it.
 */
package dev.bnn.workflow.cluster;
