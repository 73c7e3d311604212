// SPDX-License-Identifier: Apache-2.0
/** The menu Run As: goals of the Maven plugin on the project of a model. */
package dev.bnn.eclipse.launch;
