// SPDX-License-Identifier: Apache-2.0
/**
 * Renders templates, with each text escaped for the language that it stands in.
 */
package dev.bnn.template;
