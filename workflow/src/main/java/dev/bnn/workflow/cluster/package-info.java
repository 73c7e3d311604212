// SPDX-License-Identifier: Apache-2.0
/**
 * Hands a goal over to Apache Spark. Only the module cluster knows Spark; here is the command that starts it.
 */
package dev.bnn.workflow.cluster;
