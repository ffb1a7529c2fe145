// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;

/** That a durable message was published: all of its envelope but the data. */
@Entity(name = "TraceRow")
@Table(name = "bus_trace")
class TraceRow {
  private static final JsonFactory JSON = new JsonFactory();

  @Id
  @Column(name = "id")
  String id;

  @Column(name = "tag")
  String tag;

  @Column(name = "msg_key")
  String key;

  @Column(name = "correlation")
  String correlation;

  @Column(name = "cause")
  @Nullable String cause;

  @Column(name = "source")
  String source;

  @Column(name = "actor")
  String actor;

  protected TraceRow() {}

  /** Reads the head of the envelope, up to its data. */
  static TraceRow of(Parcel parcel) {
    TraceRow row = new TraceRow();
    row.id = parcel.id();
    row.tag = parcel.tag();
    row.key = parcel.key();
    row.correlation = parcel.key();
    row.source = "";
    row.actor = "";
    try (JsonParser json = JSON.createParser(parcel.body())) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        if (json.nextToken() == JsonToken.VALUE_STRING) {
          row.set(field, json.getText());
        } else {
          json.skipChildren();
        }
      }
    } catch (IOException e) {
      throw HubException.internal("bus.message.undecodable", e);
    }
    return row;
  }

  private void set(String field, String text) {
    switch (field) {
      case "correlation" -> correlation = text;
      case "cause" -> cause = text;
      case "source" -> source = text;
      case "actor" -> actor = text;
      default -> {}
    }
  }
}
