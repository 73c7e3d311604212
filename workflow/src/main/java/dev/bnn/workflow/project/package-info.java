// SPDX-License-Identifier: Apache-2.0
/** Finds and checks the models of a project, and loads the parameters and images that a goal works with. */
package dev.bnn.workflow.project;
