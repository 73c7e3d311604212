// SPDX-License-Identifier: Apache-2.0
/**
 * The models of a project: found, checked, with the parameters and the images that a goal works with.
 */
package dev.bnn.workflow.project;
