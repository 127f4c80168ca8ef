// Bringing in exports: where one begins, and which uploads there are.
import { Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useNames } from '../../../api/people.ts';
import { beginUpload, readUploads, sendUploadFile } from '../../../api/uploads.ts';
import { Failure } from '../../../parts/failure.tsx';
import tables from '../../../parts/table.module.css';
import { dayAndTime } from '../../../words/instants.ts';
import { DropZone } from './drop-zone.tsx';
import { OneUpload } from './one-upload.tsx';
import styles from './uploads.module.css';

export function Uploads() {
  const { upload } = useSearch({ from: '/signed-in/data' });
  return upload === undefined ? <AllUploads /> : <OneUpload id={upload} />;
}

function AllUploads() {
  const navigate = useNavigate({ from: '/data' });
  const queries = useQueryClient();
  const names = useNames();
  const { data, error } = useQuery({ queryKey: ['uploads'], queryFn: readUploads });
  const [doing, setDoing] = useState<string>();
  const begin = useMutation({
    mutationFn: async (files: readonly File[]) => {
      const { id } = await beginUpload();
      for (const [i, file] of files.entries()) {
        setDoing(`Sending ${file.name}, ${i + 1} of ${files.length}`);
        await sendUploadFile(id, file);
      }
      return id;
    },
    onSettled: () => setDoing(undefined),
    onSuccess: async (id) => {
      await queries.invalidateQueries({ queryKey: ['uploads'] });
      await navigate({ search: { tab: 'bring-in', upload: id } });
    },
  });
  return (
    <>
      <p className={styles.lead}>
        Contacts and deals alone show the funnel and let fit be calibrated; exports of pages, forms and mails show
        behaviour. Nothing is brought in before you have looked at what would become of it.
      </p>
      <DropZone take={(files) => begin.mutate(files)} doing={doing} />
      {begin.error !== null && <Failure of={begin.error} what="The files were not all sent" />}
      {error !== null && <Failure of={error} what="Earlier uploads could not be read" />}
      {data === undefined && error === null && <Skeleton height={80} mt={24} aria-label="Loading" />}
      {data !== undefined && data.uploads.length > 0 && (
        <>
          <h2>Earlier uploads</h2>
          <table className={tables.table}>
            <thead>
              <tr>
                <th scope="col">Begun</th>
                <th scope="col">By</th>
                <th scope="col">State</th>
              </tr>
            </thead>
            <tbody>
              {data.uploads.map((each) => (
                <tr key={each.id}>
                  <td>
                    <Link to="/data" search={{ tab: 'bring-in', upload: each.id }}>
                      {dayAndTime(each.madeAt)}
                    </Link>
                  </td>
                  <td>{names(each.madeBy)}</td>
                  <td>{each.state === 'open' ? 'not brought in' : 'brought in'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </>
  );
}
