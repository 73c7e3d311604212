// SPDX-License-Identifier: Apache-2.0
/** Changes of a text that a person can choose: what removes a finding, and what arranges blocks anew. */
package dev.bnn.edit.change;
