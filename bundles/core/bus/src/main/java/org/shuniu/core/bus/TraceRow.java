// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.io.ByteArrayOutputStream;
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

  /** Whether the envelope that this was read from had its data. */
  @Transient boolean content;

  protected TraceRow() {}

  /** Reads the envelope but for its data. */
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
        row.content |= field.equals("data");
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

  /** Whether this id is its own, its key's or its matter's. */
  boolean belongsTo(String any) {
    return id.equals(any) || key.equals(any) || correlation.equals(any);
  }

  /** An envelope without data, from which {@link #of} reads the same again. */
  byte[] json() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("id", id);
      json.writeStringField("key", key);
      json.writeStringField("correlation", correlation);
      if (cause != null) {
        json.writeStringField("cause", cause);
      }
      json.writeStringField("source", source);
      json.writeStringField("actor", actor);
      json.writeEndObject();
    } catch (IOException e) {
      throw HubException.internal("bus.message.unencodable", e);
    }
    return out.toByteArray();
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
